"""The official openai package, with no limit on its connections."""
import httpx2
import openai
import uvloop

import peer


async def stream(client):
    answer = await client.chat.completions.create(
        **peer.QUESTION, stream=True, stream_options={"include_usage": True})
    async for chunk in answer:
        if chunk.choices:
            peer.take(chunk.choices[0].delta.content)


async def main():
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    http = httpx2.AsyncClient(limits=limits, timeout=None, trust_env=False)
    async with openai.AsyncOpenAI(base_url=peer.BASE, api_key="sk-bench", http_client=http) as client:

        async def one(place):
            if peer.WORK != "answers":
                return await stream(client)
            for _ in range(peer.requests_of(place)):
                answer = await client.chat.completions.create(**peer.QUESTION)
                peer.take(answer.choices[0].message.content)

        await peer.run(one)


uvloop.run(main())
