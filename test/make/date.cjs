const { shiftDate } = require('../../scripts/shift-date.cjs')

// Every file of tests begins at the same moment, in the morning of an ordinary Wednesday, so that no result hangs on
// the hour or the holidays of the day of the run. TEST_NOW chooses another moment.
shiftDate().set(Date.parse(process.env.TEST_NOW ?? '2026-11-18T10:07:00+08:00'))
