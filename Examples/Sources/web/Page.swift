/// The page: no library, no build step.
let page = """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>Chat</title>
    <style>
      :root { color-scheme: light dark; --accent: light-dark(#2b5fd9, #3f70e0); --line: light-dark(#d8dbe2, #3a3f4a);
              --soft: light-dark(#f3f5f9, #23272f); --faint: light-dark(#667, #99a); --bad: light-dark(#a11, #f88) }
      body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; height: 100dvh; margin: 0 auto; padding: 0 1rem;
             box-sizing: border-box; display: flex; flex-direction: column }
      header { display: flex; justify-content: space-between; align-items: center; padding: .9rem 0 .6rem }
      h1 { font-size: 1.05rem; margin: 0 }
      main { flex: 1; overflow-y: auto; display: flex; flex-direction: column; gap: .75rem; padding: .25rem 0 1rem }
      main:empty::before { content: "Ask something, and watch the answer being written."; margin: auto;
                           color: var(--faint) }
      article { padding: .6rem .95rem; border-radius: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
      .user { align-self: flex-end; max-width: 80%; background: var(--accent); color: white;
              border-bottom-right-radius: .25rem }
      .assistant { align-self: flex-start; max-width: 90%; background: var(--soft); border: 1px solid var(--line);
                   border-bottom-left-radius: .25rem }
      .assistant.open::after { content: "▍"; color: var(--accent); animation: blink 1s steps(2, start) infinite }
      @keyframes blink { to { visibility: hidden } }
      .remark { margin: -.5rem .95rem 0; font-size: .8rem; color: var(--faint) }
      .error { color: var(--bad) }
      form { display: flex; gap: .5rem; padding: .6rem 0 1rem; border-top: 1px solid var(--line) }
      input { flex: 1; min-width: 0; padding: .6rem .85rem; border: 1px solid var(--line); background: var(--soft) }
      input::placeholder { color: var(--faint) }
      input, button { font: inherit; border-radius: .7rem }
      :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
      button { padding: .6rem 0; width: 5rem; border: 0; background: var(--accent); color: white; cursor: pointer }
      header button { width: auto; padding: .2rem .7rem; font-size: .85rem; background: none; color: var(--faint);
                      border: 1px solid var(--line) }
    </style>
    <header><h1>Chat</h1><button type="button">New chat</button></header>
    <main aria-live="polite"></main>
    <form><input name="prompt" placeholder="Ask something" aria-label="Question" autocomplete="off" autofocus>
      <button>Send</button></form>
    <script>
      const [main, form, again] = ["main", "form", "header button"].map(name => document.querySelector(name));
      const [prompt, button] = form.elements;
      let turns = [], running = null;

      function add(kind, role, text = "") {
        const element = document.createElement(kind);
        element.className = role;
        element.textContent = text;
        main.append(element);
        main.scrollTop = main.scrollHeight;
        return element;
      }

      // The data of each event, as it comes; comments have none.
      async function* events(body) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = "";
        for (let part; !(part = await reader.read()).done;) {
          const blocks = (rest + part.value).split("\\n\\n");
          rest = blocks.pop();
          for (const block of blocks) if (block.startsWith("data: ")) yield block.slice(6);
        }
      }

      async function* chunks(turns, signal) {
        const response = await fetch("/chat", {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ turns }), signal });
        if (!response.ok) throw new Error((await response.json()).error.message);
        for await (const data of events(response.body)) {
          if (data === "[DONE]") return;
          const chunk = JSON.parse(data);
          if (chunk.error) throw new Error(chunk.error.message);
          yield chunk;
        }
        // A stream that just ends was cut.
        throw new Error("the answer was cut off");
      }

      async function ask(question) {
        const mine = running = new AbortController(), begin = performance.now();
        turns.push({ role: "user", text: question });
        add("article", "user", question);
        const answer = add("article", "assistant open");
        let text = "", first = null, remark = ["remark", ""];
        button.textContent = "Stop";
        try {
          for await (const chunk of chunks(turns, mine.signal)) {
            const delta = chunk.choices[0]?.delta.content ?? "";
            if (delta) first ??= performance.now() - begin;
            // Who scrolled up to read is left there.
            const follows = main.scrollHeight - main.scrollTop - main.clientHeight < 40;
            answer.textContent = text += delta;
            if (follows) main.scrollTop = main.scrollHeight;
            if (chunk.usage) remark[1] = `${chunk.usage.total_tokens} tokens, the first after ${Math.round(first)} ms`;
          }
        } catch (error) {
          remark = error.name === "AbortError" ? ["remark", "stopped"] : ["remark error", error.message];
        }
        if (mine !== running) return;  // Another chat was begun.
        // What was said stays part of the conversation; a question without an answer goes back to where it was typed.
        if (text) turns.push({ role: "assistant", text });
        else { turns.pop(); answer.remove(); prompt.value ||= question }
        answer.classList.remove("open");
        if (remark[1]) add("p", ...remark);
        button.textContent = "Send";
        running = null;
      }

      form.onsubmit = event => {
        event.preventDefault();
        const question = prompt.value.trim();
        if (running) running.abort();
        else if (question) { form.reset(); ask(question) }
      };

      again.onclick = () => {
        running?.abort();
        running = null;
        turns = [];
        main.replaceChildren();
        button.textContent = "Send";
        prompt.focus();
      };
    </script>
    </html>

    """
