"""What changed between two versions of the package, which version number follows, and what must not change.

``versions`` reads two versions, ``compare`` tells rows and columns apart, ``levels`` says which part of the version rises,
``promises`` what readers rely on, ``summary`` puts it into words.
"""
