import fs from 'node:fs/promises'
import { FileFolder } from '../../../scripts/local-cloud/storage/file-folder'

/** A process that ends when the bytes are written and their name is not: `<folder> <path>`. */
async function main([folder, path]: string[]): Promise<void> {
  const files = await FileFolder.open(folder!)
  fs.rename = async () => void process.kill(process.pid, 'SIGKILL')
  await files.put(path!, { bytes: Buffer.from('second'), type: 'text/plain', modified: 2 })
}

main(process.argv.slice(2))
