"""Who is who across articles.

`names`, `spelling`, `likeness`   a printed name, in one normal form; which names may be one person's
`contexts`                        role, body, day: what brings two mentions together or holds them apart
`clusters`, `surnames`            mentions → persons, namesakes; surnames alone
`bodies`, `organisations`         bodies by key, acronyms with what they stand for
`resolve`, `slugs`                the same kept up to date over the facts of a record; ids given once
`corrections`, `portraits`        what people set right; what is shown of a person or body
`known`                           lists of known people and bodies, as newsrooms keep them
"""
