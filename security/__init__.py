"""What the law asks of whoever runs the system: notices of incidents in time, the level-3 dossier.

NĐ 331/2026/NĐ-CP (protection of information systems), Luật 91/2025/QH15 (personal data).
"""
