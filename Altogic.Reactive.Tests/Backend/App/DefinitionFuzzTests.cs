using Altogic.Reactive.Backend;

namespace Altogic.Reactive.Tests.Backend.App;

/// <summary>However a definition is broken: it loads, or says what is wrong with it.</summary>
public sealed class DefinitionFuzzTests
{
    private const string Whole =
        """
        { "name": "x", "auth": { "limits": { "enabled": true }, "providers": { "g": { "authorizeUrl": "http://a", "tokenUrl": "http://a",
          "userInfoUrl": "http://a", "clientId": "a", "clientSecret": "a", "scopes": ["x"] } } }, "accessGroups": ["a"], "clientKeys": [ { "key": "k", "rights": ["auth"] } ],
          "models": { "m": { "fields": { "t": { "type": "text", "default": "'a'", "rules": [ { "rule": "SIZE(t) > 1" } ] }, "o": { "type": "object", "fields": { "n": { "type": "integer" } } } } } },
          "endpoints": [ { "method": "GET", "path": "a/{b}", "service": "s" } ], "tasks": [ { "name": "t", "cron": "*/5 1-3 * JAN,DEC 1", "service": "s" } ],
          "services": { "s": { "url": "http://a" } }, "limits": { "jsonBodyBytes": 5000 } }
        """;

    private static readonly string[] Pieces = ["{", "}", "[", "]", ",", ":", "\"", "null", "1", "-", "1e999", "true", "\\u0000", "\\ud800", "env:", " ", "//", "/*", "\n", "a", "ı", "\uFFFD"];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Parse_OfAMutatedFile_NeverFailsOtherwise(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++)
        {
            var text = Whole;
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var at = random.Next(text.Length);
                var piece = Pieces[random.Next(Pieces.Length)];
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
                    1 => text.Insert(at, piece),
                    _ => text.Remove(at, 1).Insert(at, piece),
                };
            }

            try
            {
                AppDefinition.Parse(text);
            }
            catch (AppDefinitionException e)
            {
                Assert.That(e.Errors, Is.Not.Empty);
                Assert.That(e.Errors, Has.All.Property(nameof(AppDefinitionError.Line)).GreaterThan(0), text);
            }
        }
    }
}
