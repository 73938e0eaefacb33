"""The suffixes that registries have: «TP.HCM» and «v.v» are no hosts."""

from publicsuffixlist import PublicSuffixList

suffixes = PublicSuffixList(accept_unknown=False, only_icann=True)
