"""What does one report tell? One rib for each question, none knowing another."""
