"""How well and how fast do other tools that anyone can install answer the same benchmarks?"""
