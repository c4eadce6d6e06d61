"""What xlsx.py and xls.py read with: sheets, number formats, notes on what is not seen."""
