// `import Bifrost` brings the vocabulary of `LLM` with it.
@_exported public import LLM
