"""The answer card: one part of one procedure, in sentences that stand in the published catalogue.

Nothing is generated. Words say which part is asked and what is special about the case; the search
says which procedure; score and margin decide whether to answer, to ask back, or to abstain.
"""
