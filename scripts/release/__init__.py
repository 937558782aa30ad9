"""The files of a release, each made by one module from the same checked package: equal packages give equal bytes."""
