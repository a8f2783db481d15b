"""Who said, asked or promised what?"""

from firsthand.analyse.statements.directives import find_directives
from firsthand.analyse.statements.find import find_statements

__all__ = ["find_directives", "find_statements"]
