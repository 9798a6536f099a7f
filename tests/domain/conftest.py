"""How the properties are tried."""

from hypothesis import settings

# A machine that does something else meanwhile is no fault of ours.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
