"""How is the documentation built? Without network access and with warnings as errors."""

import firsthand

project = "Firsthand"
author = "The Firsthand developers"
copyright = "The Firsthand developers"
version = release = firsthand.__version__

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "Firsthand"
html_copy_source = False
html_show_sourcelink = False
