import { join } from 'node:path'
import { applyAppId } from './app-id'
import { checkBundleSizes } from './checks/bundle-size'
import { checkConfigFiles, configFilesOf } from './checks/config-files'
import { checkFunctionConfigs } from './checks/function-config'
import { checkMarkup } from './checks/markup'
import { checkPackageSizes, packageSizes } from './checks/package-size'
import { inMb } from './checks/size'
import { buildStaleFunctions, FUNCTIONS_DIR } from './functions'
import { buildMiniprogramNpm } from './miniprogram-npm'
import type { Program } from './program'

const ROOT = join(__dirname, '..', '..')
const MINIPROGRAM = join(ROOT, 'miniprogram')

/**
 * `npm run build`: everything WeChat DevTools needs, and every check that needs no account. Bundles that are fresh stay:
 * a local cloud may be running them.
 */
async function main(): Promise<number> {
  const [program] = await Promise.all([buildMiniprogramNpm(MINIPROGRAM), buildStaleFunctions()])
  const appId = applyAppId(ROOT)
  const failures = checksOf(program).filter(([title, check]) => !passes(title, check))
  if (failures.length > 0) {
    console.error(`\nThe build is not fit for WeChat: ${failures.length} checks failed.`)
    return 1
  }
  for (const { name, bytes } of packageSizes(MINIPROGRAM)) console.log(`   package ${name}: ${inMb(bytes)}`)
  console.log(
    `Built for ${appId ?? 'the trial app id (no weoffice.config.json)'}. Open this folder in WeChat DevTools.`,
  )
  return 0
}

type Check = [title: string, check: () => string[]]

function checksOf(program: Program): Check[] {
  return [
    ['every reference of the mini program leads somewhere', () => program.problems],
    [
      'every template and style sheet compiles with wcc and wcsc',
      () => checkMarkup(MINIPROGRAM, program.files),
    ],
    ['configuration files follow the official schemas', () => checkConfigFiles(configFilesOf(ROOT, program))],
    [
      'function settings are what the cloud accepts',
      () => checkFunctionConfigs(join(ROOT, 'cloudfunctions')),
    ],
    ['function bundles are small', () => checkBundleSizes(FUNCTIONS_DIR)],
    ['packages of the mini program are small', () => checkPackageSizes(MINIPROGRAM)],
  ]
}

/** Prints the outcome. A check that cannot run here has failed: nothing is skipped silently. */
function passes(title: string, check: () => string[]): boolean {
  try {
    const problems = check()
    console.log(`${problems.length === 0 ? 'ok ' : 'NOT'} ${title}`)
    for (const problem of problems) console.error(`      ${problem}`)
    return problems.length === 0
  } catch (error) {
    console.error(`NOT ${title}: the check could not run\n      ${(error as Error).message}`)
    return false
  }
}

main().then(code => {
  process.exitCode = code
})
