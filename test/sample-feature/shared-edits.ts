/** One line added to a file that all features share. */
export interface SharedEdit {
  file: string
  /** Text that occurs once; the addition follows it. */
  after: string
  add: string
}

/** Every shared place that a new feature touches, as ARCHITECTURE.md names them. */
export const SHARED_EDITS: SharedEdit[] = [
  {
    file: 'miniprogram/contract/features/index.ts',
    after: "import { notice } from './notice'\n",
    add: "import { parking } from './parking'\n",
  },
  { file: 'miniprogram/contract/features/index.ts', after: 'message, notice, ', add: 'parking, ' },
  {
    file: 'miniprogram/contract/contracts.ts',
    after: "import { message } from './message'\n",
    add: "import { parking } from './parking'\n",
  },
  { file: 'miniprogram/contract/contracts.ts', after: 'directory, message, ', add: 'parking, ' },
  {
    file: 'miniprogram/app.json',
    after: '"subPackages": [\n',
    add: '    { "root": "features/parking", "name": "parking", "pages": ["permits/permits"] },\n',
  },
  {
    file: 'database-schema/index.ts',
    after: "} from './organisation'\n",
    add: "import { parkingPermits } from './parking'\n",
  },
  {
    file: 'database-schema/index.ts',
    after: 'export const collections: CollectionSchema[] = [\n',
    add: '  parkingPermits,\n',
  },
  {
    file: 'scripts/seed/members.ts',
    after: "  ['f-frozen', '石凝霜', 'staff', ['econ-fin'], ['讲师'], {}],\n",
    add: "  ['a-parking', '车以安', 'staff', ['office'], ['停车管理员'], { 'parking.admin': ['*'] }],\n",
  },
]
