"""The train assembly centre as discrete events: consignments become trains, trains cross borders.

`setup` is what is known, `centre` what happens, `replicating` many histories, `stream_file` their file.
"""
