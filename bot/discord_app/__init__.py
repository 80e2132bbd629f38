"""Dateline in Discord: what people see and press, who may ask, and a process that can be left alone."""
