"""What the product can answer of a level-3 dossier (NĐ 331/2026/NĐ-CP, TCVN 14423:2026).

requirements.tsv  each requirement, who answers it, how, and where that is proved
zones.tsv         what flows between the zones
contents.py       the annexes as tables, from these files, the database and the settings
word.py           the annexes as one .docx

What is «do tỉnh làm» the province writes itself; appraisal and approval are the province's.
"""
