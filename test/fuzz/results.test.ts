import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import {
  documentHtml,
  documentMarkdown,
  planOfSweep,
  readDocument,
  readSweep,
  sweepDocument,
} from '../../src/report/index.ts';
import { mergeResults, parseResults, parseStudy, planOf } from '../../src/study/index.ts';
import { itSurvives, type Parser, text } from './survive.ts';

const results = readFileSync(join(packageRoot, 'test', 'fuzz', 'small-results.json'), 'utf8');

/** Files of studies: what is asked, and what came of it. */
const PARSERS: readonly Parser[] = [
  {
    name: 'a study file',
    parse: text((each) => planOf(parseStudy(each, 's.json'))),
    samples: [
      '{"name": "s", "formats": ["e4m3", "e2m1"], "units": [{"product": "lmul", "form": ["adder"], "offset": ["none"]}]}',
      '{"name": "s", "formats": ["e5m2"], "units": [{"product": "exact"}], "levels": [{"kind": "dot", "lanes": 4}], "targets": ["cells:sky130"], "stimuli": [{"name": "held", "seed": 2}]}',
    ],
    words: ['[]', '{}', 'null', '-1', '1e99', '"wide"', '"mac"', '"e9m99"', '"cells:"'],
  },
  {
    name: 'results of a sweep',
    parse: text((each) => mergeResults([parseResults(each, 'results.json')])),
    samples: [
      '{"study": {"name": "s"}, "lmul": "0", "tools": {}, "planned": 1, "refused": [], "points": [{"index": 0, "kind": "failed"}]}',
    ],
    words: ['"shard": {"index": 1, "of": 2},', '[]', 'null', '-1', '"measured"'],
  },
  {
    name: 'results of a sweep, as pages',
    parse: text((each) => {
      const results = readSweep(each, 'results.json');
      return [planOfSweep(results), documentHtml(sweepDocument(results))];
    }),
    samples: [results],
    words: ['"measured"', '"failed"', '"cells:../x"', '"ice40"', '{}', '[]', '-1', '0', '"<b>"', '1e308'],
  },
  {
    name: 'a report as data',
    parse: text((each) => {
      const document = readDocument(each, 'report.json');
      return [documentHtml(document), documentMarkdown(document)];
    }),
    samples: [JSON.stringify(sweepDocument(readSweep(results, 'results.json')))],
    words: ['"heat-map"', '"scatter"', '{}', '[]', '-1', '1e308', '"<b>"'],
  },
];

describe('what strangers wrote about studies', () => {
  for (const parser of PARSERS) itSurvives(parser);
});
