// Node's fetch: see `Sources/BifrostClient/Client.swift` for what it is told and what it prints.
import { readFileSync } from "node:fs";

const [work, port, ...rest] = process.argv.slice(2);
const numbers = rest.map(Number);
const streams = numbers[0];
const paths = { burst: `burst/${numbers[1]}`, paced: `paced/${numbers[1]}/${numbers[2]}`, idle: `beats/${numbers[1]}`, answers: "answer" };
const url = `http://127.0.0.1:${port}/${paths[work]}/v1/chat/completions`;
const question = { model: "gpt-4o-mini", messages: [{ role: "user", content: "Tell me of the sea." }] };
const delays = [];
let chunks = 0, characters = 0;

function post(body) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk-bench" },
    body: JSON.stringify(body),
  });
}

function take(text) {
  if (!text) return;
  chunks += 1;
  characters += text.length;
  if (work === "paced") delays.push(Number(process.hrtime.bigint() / 1000n) - Number(text));
}

async function stream() {
  const answer = await post({ ...question, stream: true, stream_options: { include_usage: true } });
  const decoder = new TextDecoder();
  let kept = "";
  for await (const bytes of answer.body) {
    const lines = (kept + decoder.decode(bytes, { stream: true })).split("\n");
    kept = lines.pop();
    for (const line of lines) {
      if (!line.startsWith("data: ") || line === "data: [DONE]") continue;
      take(JSON.parse(line.slice(6)).choices[0]?.delta.content);
    }
  }
}

async function answers(count) {
  for (let number = 0; number < count; number += 1) {
    const answer = await (await post(question)).json();
    take(answer.choices[0].message.content);
  }
}

const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]);
const before = process.resourceUsage(), begun = performance.now();
const tasks = Array.from({ length: streams }, (_, place) =>
  work === "answers" ? answers(Math.floor((numbers[1] + streams - 1 - place) / streams)) : stream());
await Promise.all(tasks);
const used = process.resourceUsage();
const line = {
  user: (used.userCPUTime - before.userCPUTime) / 1e6,
  sys: (used.systemCPUTime - before.systemCPUTime) / 1e6,
  wall: (performance.now() - begun) / 1e3,
  chunks, characters, unit: "utf16", peak_kb: peak(),
};
if (delays.length) {
  const counted = delays.slice(Math.floor(delays.length / 5)).sort((a, b) => a - b);
  line.p50 = counted[Math.floor((counted.length - 1) / 2)];
  line.p99 = counted[Math.floor(((counted.length - 1) * 99) / 100)];
}
console.log(JSON.stringify(line));
