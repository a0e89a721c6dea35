import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { administer } from '../../scripts/admin/administer'
import { targetOf } from '../../scripts/admin/target'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const folder = mkdtempSync(join(tmpdir(), 'admin-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

interface Run {
  code: number
  text: string
  asked: string[]
}

/** Runs the command against this file's own cloud; `answer` is what a person says when asked. */
async function run(argv: string[], answer = false, secret = developmentSecrets.ADMIN_SECRET!): Promise<Run> {
  const lines: string[] = []
  const asked: string[] = []
  const code = await administer([...argv, '--url', world.cloud.url], {
    open: place => ({ ...targetOf(place), secret }),
    print: text => lines.push(text),
    confirm: async question => {
      asked.push(question)
      return answer
    },
  })
  return { code, text: lines.join('\n'), asked }
}

const members = () => [...world.cloud.database.dump('members')]
const HEAD = '姓名,账号,手机,邮箱,部门,职位'

test('L-06: the command imports a roster after showing what it changes and asking', async () => {
  const rows = [
    '何新来,n-1,19900007001,,计算机学院/软件工程系,讲师',
    '吕又来,n-2,19900007002,,文学院/新设系,讲师',
  ]
  const roster = fileOf('roster.csv', [HEAD, ...rows].join('\n'))
  const before = members().length
  const declined = await run(['import', roster])
  expect(declined).toMatchObject({ code: 0, asked: [`导入到 ${world.cloud.url}？`] })
  expect(declined.text).toMatch('新增 2')
  expect(declined.text).toMatch('没有导入。不想被询问，就加上 --yes。')
  expect(members()).toHaveLength(before)

  const applied = await run(['import', roster], true)
  expect(applied.text).toMatch('新设系')
  expect(applied.text).toMatch('已导入 2/2')
  expect(applied.code).toBe(0)
  expect(members()).toHaveLength(before + 2)
  expect((await run(['import', roster, '--yes'])).text).toMatch('不变 2')
  expect(members()).toHaveLength(before + 2)
})

test('X1: the command says that nothing is to be changed, and ends well', async () => {
  const roster = fileOf('same.csv', [HEAD, '何新来,n-1,19900007001,,计算机学院/软件工程系,讲师'].join('\n'))
  await run(['import', roster, '--yes'])
  const again = await run(['import', roster, '--yes'])
  expect(again).toMatchObject({ code: 0, text: expect.stringMatching('没有要改的。') })
})

test('S3: the command holds an unusual import until the warnings have been read', async () => {
  const roster = fileOf('alone.csv', [HEAD, '何新来,n-1,19900007001,,计算机学院/软件工程系,讲师'].join('\n'))
  const left = () => members().filter(({ state }) => state === 'left').length
  const before = left()
  const held = await run(['import', roster, '--complete', '--yes'])
  expect(held).toMatchObject({ code: 1, text: expect.stringMatching(/请核对：\d+ 人会离开/) })
  expect(left()).toBe(before)
  const released = await run(['import', roster, '--complete', '--yes', '--release'])
  expect(released.code).toBe(0)
  expect(left()).toBeGreaterThan(before)
  const [, undo] = /import '(\{.*?\})'/.exec(released.text)!
  while (!(await run(['import', undo!])).text.includes('"state": "undone"'));
  expect(left()).toBe(before)
})

test('L-06: a roster with faults is not imported, and every fault is told with its line', async () => {
  const roster = fileOf('faulty.csv', [HEAD, ',n-3,19900007003,,文学院,', '无联系,n-4,,,文学院,'].join('\n'))
  const before = members().length
  const faulty = await run(['import', roster, '--yes'])
  expect(faulty.code).toBe(1)
  expect(faulty.text).toMatch('第 2 行')
  expect(faulty.text).toMatch('第 3 行')
  expect(members()).toHaveLength(before)
})

test('L-39: the command makes somebody an administrator of rooms, from JSON or from a file', async () => {
  const grant = { id: 't-su', duty: 'room.admin', scope: ['lit'] }
  expect((await run(['grantDuty', JSON.stringify(grant)])).code).toBe(0)
  expect(await codeOf(world.as('t-su').room.pending({}))).toBe('OK')
  const file = fileOf('revoke.json', JSON.stringify({ ...grant, remove: true }))
  expect((await run(['grantDuty', file])).code).toBe(0)
  expect(await codeOf(world.as('t-su').room.pending({}))).toBe('FORBIDDEN')
})

test('a refusal says why, and the exit code tells it to scripts', async () => {
  const missing = await run(['freeze', JSON.stringify({ id: 'nobody', reason: '核实' })])
  expect(missing).toMatchObject({ code: 1, text: expect.stringMatching(/NOT_FOUND.*内容不存在/s) })
  expect(await run(['freeze', '{}'])).toMatchObject({
    code: 1,
    text: expect.stringMatching('INVALID_INPUT（id）'),
  })
  expect(await run(['freeze', '{'])).toMatchObject({ code: 1, text: expect.stringMatching('不是 JSON') })
  expect(await run(['import', 'no-such.xlsx'])).toMatchObject({
    code: 1,
    text: expect.stringMatching('没有文件'),
  })
  const wrong = await run(['lint'], false, 'not-the-secret-but-as-long-as-one-is')
  expect(wrong).toMatchObject({ code: 1, text: expect.stringMatching('SECRET_WRONG') })
})

test.each([[['dance']], [[]], [['lint', '--harder']], [['constructor']], [['lint', '{}', '{}']]])(
  '%j is not understood, and what there is is told',
  async argv => {
    const { code, text } = await run(argv)
    expect([code, text]).toEqual([2, expect.stringMatching('npm run admin -- import roster.xlsx')])
  },
)

test('the command says how to start the local cloud when it does not run', async () => {
  const lines: string[] = []
  const code = await administer(['help', '--url', 'http://127.0.0.1:1'], {
    open: targetOf,
    print: text => lines.push(text),
    confirm: async () => false,
  })
  expect(code).toBe(1)
  expect(lines.join('\n')).toContain('npm start')
})
