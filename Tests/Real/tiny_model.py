"""Makes a language model of random weights with a vocabulary of bytes, small enough to answer at once."""
import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

BEGIN, END, TURN = "<s>", "</s>", "<|turn|>"

TEMPLATE = """\
{%- for message in messages %}<|turn|>{{ message['role'] }}: {{ message['content'] }}{% endfor %}<|turn|>assistant: """


def tokenizer():
    names = [BEGIN, END, TURN, *sorted(pre_tokenizers.ByteLevel.alphabet())]
    core = Tokenizer(models.BPE(vocab={name: number for number, name in enumerate(names)}, merges=[]))
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=core, bos_token=BEGIN, eos_token=END, pad_token=END)
    fast.chat_template = TEMPLATE
    return fast


def model(vocabulary_size):
    torch.manual_seed(0)
    ids = {"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1}
    made = LlamaForCausalLM(LlamaConfig(
        vocab_size=vocabulary_size, hidden_size=32, intermediate_size=64, num_hidden_layers=1, num_attention_heads=2,
        max_position_embeddings=2048, **ids))
    made.generation_config = GenerationConfig(do_sample=False, max_new_tokens=32, **ids)
    return made


def main(folder):
    words = tokenizer()
    words.save_pretrained(folder)
    model(len(words)).save_pretrained(folder)


if __name__ == "__main__":
    main(sys.argv[1])
