"""Tables as people send them and as we send them back.

Reading, entered by :func:`.reading.reader.read_workbook`: a file of any layout becomes observations,
findings, checked totals and a guess about its layout, which a person corrects once
(:class:`.shapes.recipes.Recipe`).
``grids`` opens files, ``words`` knows what texts mean, ``shapes`` finds tables and the roles of
their columns, ``reading`` puts it together. Writing: ``template``, ``annotate``, ``export_*``.
"""
