"""What single projects as events say: fit to 2016-2020, waiting, what more room brings, named projects."""
