const { default: Sequencer } = require('@jest/test-sequencer')

/**
 * The kinds of files that take longest, longest first. Until jest knows how long each file takes it goes by their sizes,
 * and the dearest files are the shortest: one that begins last keeps one worker busy after all others are done.
 */
const LONGEST_FIRST = [
  /every-operation\/crash-timers/,
  /journeys\/(?!every-page)/,
  /every-page/,
  /every-operation\//,
  /(?:reliability|races|ledger|guessing|durability|log)\.test/,
  /preview\//,
]

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
