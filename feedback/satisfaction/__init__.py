"""How satisfied citizens are.

Totals, what is published of them and how small groups stay hidden, figures of QĐ 766/QĐ-TTg.
"""
