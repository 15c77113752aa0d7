"""graphinv: from exports of many offices to leads with evidence."""

__version__ = "0.1.0"
