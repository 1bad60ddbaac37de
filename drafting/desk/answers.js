// No answer is forgotten. Gradio's server ends the stream of answers when it has given the last one;
// an event that is sent in that moment is told to the page before the end is, so the page believes
// the stream open, and the answer waits on the server until somebody clicks again (Gradio 6.31: once
// in some five hundred clicks). Here the page learns that its event was taken only when the stream
// has spoken of it, or is over: then Gradio asks for a new one. Stands in the head, before Gradio.
(() => {
  const plain = window.fetch.bind(window);
  const LONGEST = 5000;  // ms; an answer is never held back for longer
  let stream = null;     // what Gradio believes open: {told: text not looked at, hears, over}

  window.fetch = (resource, options) => {
    const address = String(resource?.url || resource);
    if (address.includes("/queue/join")) return joined(resource, options);
    if (address.includes("/queue/data")) return followed(new Request(resource, options));
    return plain(resource, options);
  };

  async function joined(resource, options) {
    const answer = await plain(resource, options);
    if (!answer.ok) return answer;
    const {event_id: id} = await answer.clone().json();
    const open = stream;  // as Gradio sees it now, and not before the answer was read
    if (id && open) await spokenOf(open, id);
    return answer;
  }

  const spokenOf = (of, id) => new Promise((go) => {
    of.waiting.set(id, go);
    of.look(id);
    of.over.then(go);
    setTimeout(go, LONGEST);
  }).finally(() => of.waiting.delete(id));

  async function followed(request) {
    const own = begun();
    stream = own;
    request.signal.addEventListener("abort", own.end);  // Gradio has heard the end
    const answer = await plain(request).catch((error) => { own.end(); throw error; });
    if (!answer.ok || !answer.body) {
      own.end();
      return answer;
    }
    const decoder = new TextDecoder();
    const heard = new TransformStream({
      transform(bytes, control) {
        own.hear(decoder.decode(bytes, {stream: true}));
        control.enqueue(bytes);
      },
    });
    answer.body.pipeTo(heard.writable).then(() => setTimeout(own.end), own.end);
    return new Response(heard.readable, {status: answer.status, headers: answer.headers});
  }

  // One stream: the ids of events it has spoken of, and who waits for them.
  function begun() {
    const seen = new Set();
    const waiting = new Map();
    let rest = "";
    let end;
    const over = new Promise((go) => { end = go; });
    const own = {waiting, over};
    own.end = () => { if (stream === own) stream = null; end(); };
    own.look = (id) => { if (seen.has(id)) waiting.get(id)?.(); };
    own.hear = (text) => {
      rest += text;
      for (const [, id] of rest.matchAll(/"event_id":\s*"([^"]+)"/g)) {
        seen.add(id);
        own.look(id);
      }
      rest = rest.slice(-80);  // an id may stand over the border of two parts
    };
    return own;
  }
})();
