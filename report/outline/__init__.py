"""Reports as outlines: headings, text, tables and charts, before they become Word, HTML or a workbook."""
