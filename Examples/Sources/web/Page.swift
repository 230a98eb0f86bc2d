/// The page: no library, no build step.
let page = """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Chat</title>
    <style>
      :root { color-scheme: light dark; --line: light-dark(#d8dbe2, #3a3f4a); --soft: light-dark(#f3f5f9, #23272f) }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem;
             min-height: 100vh; box-sizing: border-box; display: flex; flex-direction: column }
      h1 { font-size: 1.1rem; margin: 0 0 1rem }
      main { flex: 1; display: flex; flex-direction: column; gap: .75rem }
      article { padding: .6rem .9rem; border-radius: .8rem; white-space: pre-wrap; overflow-wrap: anywhere }
      .user { align-self: flex-end; background: #2b5fd9; color: white; max-width: 80% }
      .assistant { background: var(--soft); border: 1px solid var(--line) }
      .assistant.open::after { content: "▍"; color: #2b5fd9 }
      .error { color: light-dark(#a11, #f88) }
      form { display: flex; gap: .5rem; padding-top: 1rem }
      input { flex: 1; font: inherit; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .6rem }
      button { font: inherit; padding: .6rem 1.1rem; border: 0; border-radius: .6rem; background: #2b5fd9; color: white }
      output { font-size: .8rem; opacity: .7; min-height: 1.2rem }
    </style>
    <h1>Chat</h1>
    <main></main>
    <output></output>
    <form><input name="prompt" placeholder="Ask something" autocomplete="off" autofocus><button>Send</button></form>
    <script>
      const [main, form, output] = ["main", "form", "output"].map(name => document.querySelector(name));
      const turns = [];
      let running = null;

      function bubble(role, text = "") {
        const article = document.createElement("article");
        article.className = role;
        article.textContent = text;
        main.append(article);
        return article;
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

      async function ask(prompt) {
        turns.push({ role: "user", text: prompt });
        bubble("user", prompt);
        const answer = bubble("assistant open"), begin = performance.now();
        let text = "", isWhole = false, first = null;
        running = new AbortController();
        form.elements[1].textContent = "Stop";
        try {
          const response = await fetch("/chat", {
            method: "POST", headers: { "content-type": "application/json" },
            body: JSON.stringify({ turns }), signal: running.signal });
          if (!response.ok) throw new Error((await response.json()).error.message);
          for await (const data of events(response.body)) {
            if (data === "[DONE]") { isWhole = true; break }
            const chunk = JSON.parse(data);
            if (chunk.error) throw new Error(chunk.error.message);
            const delta = chunk.choices[0]?.delta.content ?? "";
            if (delta && first === null) first = performance.now() - begin;
            answer.textContent = text += delta;
            if (chunk.usage) output.textContent =
              `${chunk.usage.total_tokens} tokens, the first after ${Math.round(first)} ms`;
          }
          // A stream that just ends was cut.
          if (!isWhole) throw new Error("the answer was cut off");
          turns.push({ role: "assistant", text });
        } catch (error) {
          turns.pop();
          if (error.name !== "AbortError") bubble("assistant error", error.message);
        }
        answer.classList.remove("open");
        form.elements[1].textContent = "Send";
        running = null;
      }

      form.onsubmit = event => {
        event.preventDefault();
        const prompt = form.elements.prompt.value.trim();
        if (running) running.abort();
        else if (prompt) { form.reset(); ask(prompt) }
      };
    </script>
    </html>

    """
