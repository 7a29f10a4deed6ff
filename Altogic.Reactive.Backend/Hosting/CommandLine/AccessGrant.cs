using System.Text.Json.Nodes;
using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Sets the access groups of a user: in the data folder, or through the backend that is using it.</summary>
internal static class AccessGrant
{
    /// <returns>What was done, for the person at the keyboard.</returns>
    /// <exception cref="BackendStartException">The folder, the user or a group is not there.</exception>
    public static async Task<string> RunAsync(GrantCommand command)
    {
        if (!Directory.Exists(command.DataDirectory))
            throw new BackendStartException($"There is no data folder {Path.GetFullPath(command.DataDirectory)}: name the one that the backend uses with --data DIR.");
        var app = AppFile.Load(AppFile.Find(command.AppFile)) ?? new AppDefinition();
        try
        {
            await SetInFolderAsync(command, app);
        }
        catch (DataFolderInUseException e)
        {
            await SetInRunningBackendAsync(command, e);
        }

        return command.Groups.Count == 0
            ? $"{command.Email} has no access groups any more, from the next session on."
            : $"{command.Email} has the access groups {string.Join(", ", command.Groups)}, from the next session on.";
    }

    private static async Task SetInFolderAsync(GrantCommand command, AppDefinition app)
    {
        await using var backend = await IdleBackend.OpenAsync(command.DataDirectory, app);
        try
        {
            await backend.Services.GetRequiredService<AuthModule>().Groups.SetByEmailAsync(command.Email, command.Groups);
        }
        catch (ApiException e)
        {
            throw Refused(command, e.Message, e);
        }
    }

    private static async Task SetInRunningBackendAsync(GrantCommand command, DataFolderInUseException inUse)
    {
        if (RunningBackend.Read(Path.Combine(command.DataDirectory, DataFolder.RunningFileName)) is not { } running) throw inUse;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Put, running.Url + "/_admin/v1/access-groups");
        request.Headers.TryAddWithoutValidation("Authorization", running.Key);
        request.Content = JsonContent.Create(new { email = command.Email, accessGroupKeys = command.Groups });
        try
        {
            using var response = await http.SendAsync(request);
            if (response.IsSuccessStatusCode) return;
            var body = await response.Content.ReadFromJsonAsync<JsonObject>();
            throw Refused(command, (string?)body?["errors"]?[0]?["message"] ?? response.ReasonPhrase ?? "", null);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException)
        {
            throw new BackendStartException($"The backend at {running.Url} that uses {command.DataDirectory} cannot be reached: {e.Message} Stop it and try again.", e);
        }
    }

    private static BackendStartException Refused(GrantCommand command, string message, Exception? inner) =>
        new($"users grant --email {command.Email}: {message} Check --email, --groups and --data.", inner);
}
