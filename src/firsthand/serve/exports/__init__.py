"""How do findings leave Firsthand, complete and exact, in the formats other tools read?"""

from firsthand.serve.exports.csv_files import csv_table, export_csv
from firsthand.serve.exports.lines import export_json
from firsthand.serve.exports.material import Format, Material, Member
from firsthand.serve.exports.registry import FORMATS, format_of, formats
from firsthand.serve.exports.rows import TABLE_NAMES
from firsthand.serve.exports.writing import save, stream

__all__ = [
    "FORMATS",
    "TABLE_NAMES",
    "Format",
    "Material",
    "Member",
    "csv_table",
    "export_csv",
    "export_json",
    "format_of",
    "formats",
    "save",
    "stream",
]
