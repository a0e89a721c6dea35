const { default: Sequencer } = require('@jest/test-sequencer')

/**
 * The kinds of files that take longest, longest first. Until jest knows how long each file takes it goes by their sizes,
 * and the dearest files are the shortest: one that begins last keeps one worker busy after all others are done.
 */
const LONGEST_FIRST = [
  /every-operation\/crash-timers|sample-feature\//,
  /journeys\/(?!every-page)/,
  /every-page/,
  /every-operation\//,
  /(?:reliability|races|ledger|guessing|durability|log)\.test/,
  /preview\//,
]

/** Files that wait for a browser most of the time. */
const IN_BROWSER = /journeys\/|every-page|preview\/|console\/page/

const pathOf = ({ path }) => path.replaceAll('\\', '/')

/** Each item with its place in the list, from 0 to 1. */
const placed = items => items.map((item, i) => [(i + 0.5) / items.length, item])

/** Starts the longest files first, and spreads those that wait over the run, so that others use the cores meanwhile. */
module.exports = class extends Sequencer {
  sort(tests) {
    const weight = test => {
      const place = LONGEST_FIRST.findIndex(pattern => pattern.test(pathOf(test)))
      return place === -1 ? LONGEST_FIRST.length : place
    }
    const ordered = super.sort(tests).sort((a, b) => weight(a) - weight(b))
    const isInBrowser = test => IN_BROWSER.test(pathOf(test))
    const spread = [
      ...placed(ordered.filter(isInBrowser)),
      ...placed(ordered.filter(test => !isInBrowser(test))),
    ]
    return spread.sort(([a], [b]) => a - b).map(([, test]) => test)
  }
}
