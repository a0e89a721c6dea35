import { execFileSync } from 'node:child_process'
import { subjectFaults } from './rules'

/** The last commit that was written before the rules; the subjects of all later ones follow them. */
const LAST_BEFORE = '7a7241be7f847b00dab00385d56de77bbe5b85d0'
/** A few characters too long, and written before the check was. */
const EXCUSED = ['9624ff4', 'cadbd66', '1dfb722', '2f70923']

/** Breaches in the subjects of commits; none where there is no history, or only the end of one. */
export function commitFaults(root: string, after = LAST_BEFORE): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    git('merge-base', '--is-ancestor', after, 'HEAD')
  } catch {
    return []
  }
  const log = git('log', '--no-merges', '--abbrev=7', '--format=%h %s', `${after}..HEAD`)
  return log
    .split('\n')
    .filter(Boolean)
    .flatMap(line => {
      const [, hash = '', subject = ''] = /^(\w+) (.*)$/.exec(line) ?? []
      if (EXCUSED.includes(hash)) return []
      return subjectFaults(subject).map(fault => `commit ${hash} “${subject}”: ${fault}`)
    })
}
