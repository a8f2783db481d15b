"""Where does the desk begin? With `create_app`: a dossier as a web application."""
