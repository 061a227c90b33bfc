import { Diagnostic } from '../diagnostic.ts';

/** What a system says of a place that takes no more, or nothing at all: no bug of ours, wherever it is met. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EFBIG: 'the file would be too large',
  EIO: 'the device fails',
  EMFILE: 'too many open files',
  ENFILE: 'too many open files on this machine',
};

export function isRefusedBySystem(error: unknown): error is NodeJS.ErrnoException {
  const { code, syscall } = (error instanceof Error ? error : {}) as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined && Object.hasOwn(REASONS, code);
}

export function refusedBySystem({
  code,
  syscall,
  path,
  dest,
}: NodeJS.ErrnoException & { readonly dest?: string }): Diagnostic {
  return new Diagnostic({
    code: 'cli/system',
    text: 'The system refuses to read or write.',
    got: `${dest ?? path ?? 'stdout, or a file that was being written'} (${syscall}: ${REASONS[code as string]})`,
    wayOut: 'another place for the results, with space, that you may write',
  });
}
