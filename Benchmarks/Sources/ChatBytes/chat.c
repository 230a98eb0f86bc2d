#include "chat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
#define BEAT "e\r\n: keep-alive\n\n\r\n"
#define ENVELOPE \
    "{\"id\":\"chatcmpl-AbQ7hYx2KcV9eRtLw0ZsUj5nMfGd\",\"object\":\"chat.completion.chunk\",\"created\":1764201600," \
    "\"model\":\"gpt-4o-mini-2024-07-18\",\"system_fingerprint\":\"fp_560af6e559\",\"choices\":["
#define ROLE ENVELOPE \
    "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]," \
    "\"usage\":null}"
#define FINISH ENVELOPE \
    "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":null}"
#define USAGE ENVELOPE "],\"usage\":{\"prompt_tokens\":18,\"completion_tokens\":5000,\"total_tokens\":5018}}"
#define ANSWER_TEXT \
    "The tide turned twice before the harbour woke. \\\"Again?\\\" asked the pilot, and nobody answered: the lamps " \
    "were out, the boats lay still, and the gulls had gone inland.\\nBy noon the wind came round to the north-west."
#define ANSWER \
    "{\"id\":\"chatcmpl-AbQ7hYx2KcV9eRtLw0ZsUj5nMfGd\",\"object\":\"chat.completion\",\"created\":1764201600," \
    "\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" \
    ANSWER_TEXT "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":{" \
    "\"prompt_tokens\":18,\"completion_tokens\":64,\"total_tokens\":82,\"prompt_tokens_details\":{\"cached_tokens\":0," \
    "\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}},\"system_fingerprint\":\"fp_560af6e559\"}"

// A text as it stands in JSON, and its length in UTF-8, Unicode scalars and UTF-16 without the escapes.
struct token {
    const char *json;
    struct length length;
};

#define PLAIN(text) {text, {sizeof text - 1, sizeof text - 1, sizeof text - 1}}

static const struct token tokens[CHAT_RING] = {
    PLAIN("The"),      PLAIN(" har"),    PLAIN("bour"),     PLAIN(" was"),    PLAIN(" still"),  PLAIN(","),
    PLAIN(" and"),     PLAIN(" every"),  PLAIN(" lamp"),    PLAIN(" along"),  PLAIN(" the"),    PLAIN(" quay"),
    PLAIN(" had"),     PLAIN(" been"),   PLAIN(" put"),     PLAIN(" out"),    PLAIN("."),       {"\\n", {1, 1, 1}},
    {"\\n\\n", {2, 2, 2}}, PLAIN("##"),  PLAIN(" What"),    PLAIN(" they"),   PLAIN(" saw"),    {"\\\"", {1, 1, 1}},
    PLAIN("No"),       PLAIN("body"),    {"\\\"", {1, 1, 1}}, PLAIN(" spoke"), PLAIN(";"),      PLAIN(" a"),
    PLAIN(" na"),      {"\\u00ef", {2, 1, 1}}, PLAIN("ve"), PLAIN(" hope"),   PLAIN(" kept"),   PLAIN(" them"),
    {" caf\xc3\xa9", {6, 5, 5}}, PLAIN(" tables"), {" \xe2\x80\x94", {4, 2, 2}}, PLAIN(" wet"), PLAIN(" with"),
    PLAIN(" rain"),    {"\\ud83d\\ude80", {4, 1, 2}}, PLAIN(" c"), {":\\\\", {2, 2, 2}}, PLAIN("tmp"), PLAIN(" 42"),
    PLAIN("7"),        PLAIN(" per"),    PLAIN(" cent"),    {"\xe6\xbc\xa2\xe5\xad\x97", {6, 2, 2}}, PLAIN(" of"),
    PLAIN(" international"), PLAIN("isation"), PLAIN(" is"), PLAIN(" only"),  PLAIN(" paper"),  PLAIN("work"),
    PLAIN(" they"),    PLAIN(" said"),   PLAIN(" later"),   PLAIN(" on"),     PLAIN("!"),       {"\\t", {1, 1, 1}},
};

struct text chat_start, chat_first, chat_end, chat_answer, chat_ring;
struct text chat_beat = {BEAT, sizeof BEAT - 1};
size_t chat_offsets[CHAT_RING + 1];

static char *stamped, *stamp;
static size_t stamped_size;

static size_t add_chunk(char *out, const char *data) {
    return (size_t)sprintf(out, "%zx\r\ndata: %s\n\n\r\n", strlen(data) + 8, data);
}

static size_t add_token(char *out, const char *json) {
    char data[1024];
    sprintf(data,
            ENVELOPE "{\"index\":0,\"delta\":{\"content\":\"%s\"},\"logprobs\":null,\"finish_reason\":null}],"
                     "\"usage\":null}",
            json);
    return add_chunk(out, data);
}

static char *new_text(size_t size) {
    char *bytes = malloc(size);
    if (!bytes) abort();
    return bytes;
}

void chat_prepare(void) {
    char *bytes = new_text(CHAT_RING * 1024);
    chat_ring.bytes = bytes;
    for (int index = 0; index < CHAT_RING; index++) {
        chat_ring.size += add_token(bytes + chat_ring.size, tokens[index].json);
        chat_offsets[index + 1] = chat_ring.size;
    }

    chat_start.bytes = bytes = new_text(2048);
    chat_start.size = (size_t)sprintf(bytes, HEAD);
    chat_start.size += add_chunk(bytes + chat_start.size, ROLE);

    chat_first.bytes = bytes = new_text(2048);
    chat_first.size = (size_t)sprintf(bytes, HEAD);
    chat_first.size += add_token(bytes + chat_first.size, tokens[0].json);

    chat_end.bytes = bytes = new_text(2048);
    chat_end.size = add_chunk(bytes, FINISH);
    chat_end.size += add_chunk(bytes + chat_end.size, USAGE);
    chat_end.size += add_chunk(bytes + chat_end.size, "[DONE]");
    chat_end.size += (size_t)sprintf(bytes + chat_end.size, "0\r\n\r\n");

    chat_answer.bytes = bytes = new_text(4096);
    chat_answer.size = (size_t)sprintf(
        bytes, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s", sizeof ANSWER - 1,
        ANSWER);

    stamped = new_text(1024);
    stamped_size = add_token(stamped, "00000000000000");
    stamp = strstr(stamped, "00000000000000");
}

static struct length sum(struct length a, struct length b, uint64_t times) {
    return (struct length){a.utf8 + b.utf8 * times, a.scalars + b.scalars * times, a.utf16 + b.utf16 * times};
}

struct length chat_length(uint32_t chunks) {
    struct length all = {0};
    for (uint32_t index = 0; index < CHAT_RING; index++) {
        uint64_t times = chunks / CHAT_RING + (index < chunks % CHAT_RING);
        all = sum(all, tokens[index].length, times);
    }
    return all;
}

struct length chat_answer_length(void) {
    // Three escapes, each of two bytes for one.
    uint64_t size = sizeof ANSWER_TEXT - 1 - 3;
    return (struct length){size, size, size};
}

struct text chat_stamped(uint64_t now) {
    uint64_t microseconds = now / 1000;
    for (int place = CHAT_STAMP - 1; place >= 0; place--, microseconds /= 10) {
        stamp[place] = (char)('0' + microseconds % 10);
    }
    return (struct text){stamped, stamped_size};
}
