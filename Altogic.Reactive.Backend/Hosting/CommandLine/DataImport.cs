using System.Text.Json;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Database;
using Altogic.Reactive.Backend.Modules.Database.Models;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Brings the objects of one model into a data folder that no backend is using.</summary>
internal static class DataImport
{
    private const int ObjectsPerTransaction = 500;

    /// <returns>What was done, for the person at the keyboard.</returns>
    /// <exception cref="BackendStartException">The file or the folder cannot be used, or an object cannot be stored.</exception>
    public static async Task<string> RunAsync(ImportCommand command)
    {
        var app = AppFile.Load(AppFile.Find(command.AppFile)) ?? new AppDefinition();
        await using var file = Open(command.File);
        await using var backend = await IdleBackend.OpenAsync(command.DataDirectory, app);
        var database = backend.Services.GetRequiredService<DatabaseModule>();
        var (read, written, passwords) = await CopyAsync(command, file, database, Model(command, database));
        return $"{command.Model}: {written} objects brought in" + (read == written ? "." : $", {read - written} were there already.")
            + (passwords == 0 ? "" : $" The passwords of {passwords} users were left out: they set new ones by \"forgot password\".");
    }

    private static async Task<(int Read, int Written, int Passwords)> CopyAsync(ImportCommand command, Stream file, DatabaseModule database, ResolvedModel model)
    {
        int read = 0, written = 0, passwords = 0;
        try
        {
            await foreach (var part in ExportFile.ReadAsync(file).Chunk(ObjectsPerTransaction))
            {
                written += await database.Importer.ImportAsync(model, part, read + 1, CancellationToken.None);
                read += part.Length;
                if (model.TopName == ModelName.Users) passwords += part.Count(user => user.TryGetProperty(UserFields.Password, out _));
            }

            return (read, written, passwords);
        }
        catch (ApiException e)
        {
            throw Stopped(e, "Mend it, or the app definition,");
        }
        catch (JsonException e)
        {
            throw Stopped(e, "The file must hold JSON in UTF-8, an array of objects or one object after the other: mend it");
        }

        BackendStartException Stopped(Exception e, string cure) =>
            new($"import --model {command.Model} --file {command.File}: {e.Message} {cure} and import it again; the first {read} objects of the file are stored.", e);
    }

    private static ResolvedModel Model(ImportCommand command, DatabaseModule database)
    {
        ResolvedModel model;
        try
        {
            model = database.Models.Resolve(command.Model);
        }
        catch (ApiException e)
        {
            throw new BackendStartException($"--model {command.Model}: {e.Message} Name a model of the app definition, or leave its models out.", e);
        }

        return model.IsTopLevel
            ? model
            : throw new BackendStartException($"--model {command.Model} is a sub-model: its objects come inside those of {model.TopName}; import these.");
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
