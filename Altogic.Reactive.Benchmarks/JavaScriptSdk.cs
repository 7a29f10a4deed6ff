using System.Globalization;

namespace Altogic.Reactive.Benchmarks;

/// <summary>The same operation through the official SDK on Node; null where Node is not installed. A run that fails is an error.</summary>
internal static class JavaScriptSdk
{
    private const string Script = """
        const { createClient } = require('altogic');
        const client = createClient(process.env.URL, 'bench-key');
        const kinds = {
          'get-list': () => client.db.model('todos').filter('done == false').get(),
          'object/get': () => client.db.model('todos').object('64f1c0d2a9b3e45f00000001').get(),
          'download': async () => {
            const answer = await client.storage.bucket('root').file('file.bin').download();
            if (!answer.errors && (await answer.data.arrayBuffer()).byteLength !== 10_000_000) throw new Error('not whole');
            return answer;
          },
        };
        const run = kinds[process.env.KIND];
        (async () => {
          const count = +process.env.COUNT, lanes = +process.env.LANES, samples = [];
          for (let round = -2; round < 7; round++) {
            const before = process.cpuUsage();
            await Promise.all(Array.from({ length: lanes }, async () => {
              for (let i = 0; i < count / lanes; i++) if ((await run()).errors) throw new Error('failed');
            }));
            const spent = process.cpuUsage(before);
            if (round >= 0) samples.push((spent.user + spent.system) / 1000 / count);
          }
          samples.sort((a, b) => a - b);
          console.log(samples[3]);
        })();
        """;

    public static async Task<double?> MeasureAsync(string url, string kind, int count, int inFlight)
    {
        var folder = Path.Combine(Path.GetTempPath(), "altogic-reactive-bench-sdk");
        Directory.CreateDirectory(folder);
        var none = new Dictionary<string, string>();
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "altogic")))
                await ChildProcess.RunAsync("npm", folder, none, "install", "--no-save", "--silent", "altogic@2.3.9");
            await File.WriteAllTextAsync(Path.Combine(folder, "bench.cjs"), Script);
            var output = await ChildProcess.RunAsync("node", folder,
                new Dictionary<string, string> { ["URL"] = url, ["KIND"] = kind, ["COUNT"] = count.ToString(CultureInfo.InvariantCulture), ["LANES"] = inFlight.ToString(CultureInfo.InvariantCulture) }, "bench.cjs");
            return double.Parse(output, CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync("Node is not installed here: the comparison with the JavaScript SDK is left out.");
            return null;
        }
    }
}
