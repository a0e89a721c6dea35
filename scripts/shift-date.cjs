/**
 * Moves `new Date()` and `Date.now()` of the calling realm; leaves moments that are given as they are. The function
 * stands alone, so that its text runs in a browser too.
 * @returns the clock that the realm goes by from now on
 */
function shiftDate() {
  const realNow = Date.now.bind(Date)
  let ahead = 0
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length ? args : [realNow() + ahead],
        newTarget === globalThis.Date ? target : newTarget,
      ),
    apply: () => new globalThis.Date().toString(),
    get: (target, name) => (name === 'now' ? () => realNow() + ahead : Reflect.get(target, name)),
  })
  Date.prototype.constructor = Date
  return {
    /** Moves to a moment, in milliseconds since 1970, from which time goes on as usual. */
    set: now => {
      ahead = now - realNow()
    },
  }
}

module.exports = { shiftDate }
