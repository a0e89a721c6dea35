const { default: Sequencer } = require('@jest/test-sequencer')

/**
 * The files that take longest, longest first. Jest sorts by the size of a file until it knows how long each takes, and
 * the dearest files are the shortest: one that begins last keeps one worker busy after all others are done.
 */
const LONGEST_FIRST = []

/** Starts the longest files first. */
module.exports = class extends Sequencer {
  sort(tests) {
    const weight = ({ path }) => {
      const place = LONGEST_FIRST.findIndex(pattern => pattern.test(path.replaceAll('\\', '/')))
      return place === -1 ? LONGEST_FIRST.length : place
    }
    return super.sort(tests).sort((a, b) => weight(a) - weight(b))
  }
}
