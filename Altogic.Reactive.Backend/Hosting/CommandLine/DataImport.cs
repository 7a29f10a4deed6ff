using System.Runtime.InteropServices;
using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;
using Altogic.Reactive.Backend.Stores.Json;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Brings the objects of one model into a data folder that no backend is using.</summary>
internal static class DataImport
{
    private const int ObjectsPerTransaction = 500;
    private static readonly JsonSerializerOptions Reading = new() { MaxDepth = JsonTree.MaxDepth };

    /// <returns>What was done, for the person at the keyboard.</returns>
    /// <exception cref="BackendStartException">The file or the folder cannot be used, or an object cannot be stored.</exception>
    public static async Task<string> RunAsync(ImportCommand command)
    {
        var app = AppFile.Load(AppFile.Find(command.AppFile)) ?? new AppDefinition();
        await using var file = Open(command.File);
        using var folder = DataFolder.Open(command.DataDirectory);
        var keys = await HostKeys.LoadAsync(folder.KeysFile, null, CancellationToken.None);
        var registrations = new ServiceCollection();
        registrations.AddBackendHost(new AltogicBackendOptions(), app, folder, keys, new BackendState());
        await using var services = registrations.BuildServiceProvider();
        await services.InitializeBackendAsync(CancellationToken.None);
        var (read, written) = await CopyAsync(command, file, services.GetRequiredService<DatabaseModule>());
        return $"{command.Model}: {written} objects brought in" + (read == written ? "." : $", {read - written} were there already.");
    }

    private static async Task<(int Read, int Written)> CopyAsync(ImportCommand command, Stream file, DatabaseModule database)
    {
        int read = 0, written = 0;
        try
        {
            var model = database.Models.Resolve(command.Model);
            await foreach (var part in Objects(file).Chunk(ObjectsPerTransaction))
            {
                written += await database.Importer.ImportAsync(model, part, CancellationToken.None);
                read += part.Length;
            }

            return (read, written);
        }
        catch (Exception e) when (e is ApiException or JsonException)
        {
            throw new BackendStartException(
                $"import --model {command.Model}: {e.Message} The objects up to number {read} of {command.File} are stored; " +
                $"one of the next {ObjectsPerTransaction} is wrong. Mend the file or the app definition and import it again.", e);
        }
    }

    /// <summary>An array of objects, or one object after the other.</summary>
    private static async IAsyncEnumerable<JsonElement> Objects(Stream file)
    {
        var isArray = await IsArrayAsync(file);
        await foreach (var value in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, topLevelValues: !isArray, Reading))
        {
            if (JsonEscapes.HoldHalfPair(JsonMarshal.GetRawUtf8Value(value), JsonTree.MaxDepth)) throw new JsonException("A text holds half a surrogate pair.");
            yield return value;
        }
    }

    private static async Task<bool> IsArrayAsync(Stream file)
    {
        var first = new byte[1];
        while (await file.ReadAsync(first) == 1 && first[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
        {
        }

        file.Position = 0;
        return first[0] == (byte)'[';
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendStartException($"--file {file} cannot be read: {e.Message} Name a JSON file of the model's objects.", e);
        }
    }
}
