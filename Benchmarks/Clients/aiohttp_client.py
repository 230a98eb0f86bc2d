"""aiohttp with orjson, on uvloop."""
import aiohttp
import orjson
import uvloop

import peer


async def stream(session, body):
    async with session.post(peer.BASE + "/chat/completions", data=body) as answer:
        async for line in answer.content:
            if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                continue
            choices = orjson.loads(line[6:])["choices"]
            if choices:
                peer.take(choices[0]["delta"].get("content"))


async def answers(session, body, count):
    for _ in range(count):
        async with session.post(peer.BASE + "/chat/completions", data=body) as answer:
            peer.take(orjson.loads(await answer.read())["choices"][0]["message"]["content"])


async def main():
    headers = {"Authorization": "Bearer sk-bench", "Content-Type": "application/json"}
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(connector=connector, headers=headers, timeout=timeout) as session:
        whole = orjson.dumps(peer.QUESTION)
        streamed = orjson.dumps(peer.QUESTION | {"stream": True, "stream_options": {"include_usage": True}})

        async def one(place):
            if peer.WORK == "answers":
                await answers(session, whole, peer.requests_of(place))
            else:
                await stream(session, streamed)

        await peer.run(one)


uvloop.run(main())
