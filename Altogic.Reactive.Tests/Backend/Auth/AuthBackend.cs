using System.Text.Json.Nodes;
using Altogic.Reactive.Backend;
using Altogic.Reactive.Tests.Testing;

namespace Altogic.Reactive.Tests.Backend.Auth;

/// <summary>A backend with the words of authentication: what the tests of this folder say again and again.</summary>
internal sealed class AuthBackend : IAsyncDisposable
{
    public const string Prefix = "/_api/rest/v1/auth";
    public const string Email = "ada@example.com";
    public const string Phone = "+905551112233";
    public const string Password = "s3cret!";

    private AuthBackend(BackendFixture fixture, ManualTime time)
    {
        Fixture = fixture;
        Time = time;
    }

    public BackendFixture Fixture { get; }

    public ManualTime Time { get; }

    public static async Task<AuthBackend> StartAsync(AuthDefinition? auth = null, Func<AppDefinition, AppDefinition>? app = null)
    {
        var time = new ManualTime();
        var definition = new AppDefinition { Auth = auth ?? new AuthDefinition() };
        return new AuthBackend(await BackendFixture.StartAsync(app?.Invoke(definition) ?? definition, time), time);
    }

    public Task<Answer> PostAsync(string operation, JsonNode? body = null, string? session = null) =>
        Fixture.PostAsync($"{Prefix}/{operation}", body, session);

    public Task<Answer> GetAsync(string operation, string? session = null) => Fixture.GetAsync($"{Prefix}/{operation}", session);

    public Task<Answer> SignUpAsync(string email = Email, string password = Password) =>
        PostAsync("signup-email", new JsonObject { ["email"] = email, ["password"] = password });

    public Task<Answer> SignInAsync(string email = Email, string password = Password) =>
        PostAsync("signin-email", new JsonObject { ["email"] = email, ["password"] = password });

    public Task<Answer> SignUpPhoneAsync(string phone = Phone, string password = Password) =>
        PostAsync("signup-phone", new JsonObject { ["phone"] = phone, ["password"] = password });

    public Task<Answer> SignInPhoneAsync(string phone = Phone, string password = Password) =>
        PostAsync("signin-phone", new JsonObject { ["phone"] = phone, ["password"] = password });

    /// <summary>Signs up, and gives the session token.</summary>
    public async Task<string> EnterAsync(string email = Email, string password = Password) => (await SignUpAsync(email, password)).Token();

    /// <summary>Follows a link as a browser does, but not the redirect.</summary>
    public async Task<Redirect> FollowAsync(string link)
    {
        using var response = await Fixture.Http.GetAsync(new Uri(link));
        return await Redirect.ReadAsync(response);
    }

    /// <summary>The latest message with this template.</summary>
    public OutgoingMessage Message(string template) => Fixture.Outbox.Last(message => message.Template == template);

    /// <summary>Signs up with confirmation on, and follows the link.</summary>
    public async Task ConfirmedSignUpAsync(string email = Email)
    {
        await SignUpAsync(email);
        await FollowAsync(Message("verifyEmail").Link!);
    }

    /// <summary>Signs up with a phone and confirmation on, and enters the code.</summary>
    public async Task<string> ConfirmedPhoneSignUpAsync(string phone = Phone)
    {
        await SignUpPhoneAsync(phone);
        return (await PostAsync($"verify-phone?code={Message("verifyPhone").Code}&phone={Uri.EscapeDataString(phone)}")).Token();
    }

    /// <summary>A code that is not this one.</summary>
    public static string WrongCode(string code) => (code[0] == '0' ? "1" : "0") + code[1..];

    public ValueTask DisposeAsync() => Fixture.DisposeAsync();
}
