"""Backup and restore: everything that an installation holds, in one file that either database can be made of.

A backup is a ZIP of one JSON-lines file for each table and a manifest with their counts and SHA-256. What follows from
other tables (words for search, pictures) and what lasts for a day (sessions) is left out and made again.
"""
