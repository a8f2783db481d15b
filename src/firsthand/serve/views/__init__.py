"""What does each section of a brief show? Findings in, plain records for the templates out."""
