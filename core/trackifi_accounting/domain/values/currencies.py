"""Currencies that invoices are made out in, and their decimals: ISO 4217, list one, as in force since January 2026.

Source: ISO 4217 maintenance agency, amendments up to 180. Codes without a minor unit (gold, drawing rights, tests) are
no money to pay with, so they are not here. Those that ended within the last years stay: an old invoice is still one.
"""

from typing import Final

_NONE: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_TWO: Final = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_FOUR: Final = "CLF UYW"
_ENDED: Final = "ANG BGN CUC HRK SLL ZWL"

_DECIMALS: Final = {
    code: decimals
    for decimals, codes in enumerate((_NONE, "", f"{_TWO} {_ENDED}", _THREE, _FOUR))
    for code in codes.split()
}


def is_currency(code: str) -> bool:
    """Whether invoices can be made out in it; ``code`` is three capital letters."""
    return code in _DECIMALS


def decimals_of(code: str) -> int:
    """Decimals of its amounts, 0 to 4; two for a code that is no currency, which is refused elsewhere."""
    return _DECIMALS.get(code, 2)
