// Undo and redo of a table. `read` tells its state, `fill` puts one there, `shown` follows both; typing
// counts as one step until it rests.
function stepsBack(read, fill, shown) {
  const MOST = 100;
  const PAUSE = 800;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  let past = [];
  let future = [];
  let last = read();
  let typing = 0;
  const remember = (state) => {
    if (same(state, past.at(-1))) return;
    past = [...past, state].slice(-MOST);
    future = [];
  };
  const rest = () => { clearTimeout(typing); typing = 0; last = read(); };
  const step = (from, to) => {
    rest();
    if (!from.length) return;
    to.push(last);
    fill(from.pop());
    last = read();
    shown();
  };
  return {
    rest,
    back: () => step(past, future),
    forth: () => step(future, past),
    can: () => [past.length > 0, future.length > 0],
    typed() {
      if (!typing) remember(last);
      clearTimeout(typing);
      typing = setTimeout(rest, PAUSE);
    },
    // What was changed at once, or by the server; to be called after.
    done() {
      if (typing) { clearTimeout(typing); typing = 0; }
      const now = read();
      if (!same(now, last)) remember(last);
      last = now;
    },
    forget() { past = []; future = []; rest(); },
  };
}
