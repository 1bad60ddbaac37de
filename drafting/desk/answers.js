// No answer is forgotten. Gradio's server ends the stream of answers when it has given the last one;
// an event that is sent in that moment believes the stream open, and its answer waits on the server
// until somebody clicks again (Gradio 6.31: seen once in some five hundred clicks). Here the stream
// goes on as long as an answer is awaited. Stands in the page's head, before Gradio.
(() => {
  const plain = window.fetch.bind(window);
  const encoder = new TextEncoder();
  const awaited = new Set();  // events the server has taken and not answered
  const early = new Set();    // events whose answer was here before their name was
  let asking = 0;             // events on their way to the server

  window.fetch = (resource, options) => {
    const address = String(resource?.url || resource);
    if (address.includes("/queue/join")) return joined(resource, options);
    if (address.includes("/queue/data")) return lasting(resource, options);
    return plain(resource, options);
  };

  async function joined(resource, options) {
    asking += 1;
    try {
      const answer = await plain(resource, options);
      const {event_id: id} = answer.ok ? await answer.clone().json().catch(() => ({})) : {};
      if (id && !early.delete(id)) awaited.add(id);
      return answer;
    } finally {
      asking -= 1;
    }
  }

  async function lasting(resource, options) {
    const request = new Request(resource, options);
    const first = await plain(request.clone());
    if (!first.ok || !first.body) return first;
    let reader = first.body.getReader();
    let left = false;
    const body = new ReadableStream({
      async start(control) {
        try {
          while (await ended(reader, control)) {
            const next = await plain(request.clone());
            if (!next.ok || !next.body) throw new TypeError("network error");
            reader = next.body.getReader();
          }
          if (!left) control.close();
        } catch (error) {
          if (!left) control.error(error);
        }
      },
      cancel(reason) {
        left = true;
        return reader.cancel(reason);
      },
    });
    return new Response(body, {status: first.status, headers: first.headers});
  }

  // Hands on a stream to its end; whether it ended while an answer is awaited.
  async function ended(reader, control) {
    const decoder = new TextDecoder();
    let text = "";
    let close = "";
    for (;;) {
      const {done, value} = await reader.read();
      text += decoder.decode(value, {stream: !done});
      const whole = text.lastIndexOf("\n\n") + 2;
      for (const message of whole > 1 ? text.slice(0, whole - 2).split("\n\n") : []) {
        if (message.includes('"msg":"close_stream"')) {
          close = `${message}\n\n`;
          continue;
        }
        if (message.includes('"msg":"process_completed"')) answered(message);
        control.enqueue(encoder.encode(`${message}\n\n`));
      }
      if (whole > 1) text = text.slice(whole);
      if (!done) continue;
      if (close && (asking || awaited.size)) return true;
      if (close) control.enqueue(encoder.encode(close));
      return false;
    }
  }

  function answered(message) {
    const {event_id: id} = JSON.parse(message.slice(message.indexOf("{")));
    if (id && !awaited.delete(id)) early.add(id);
  }
})();
