using System.Reactive.Concurrency;

namespace Altogic.Reactive.Examples.DesktopBoard.ViewModels;

/// <summary>Where view models run.</summary>
/// <param name="Window">The thread of the window: all that views see changes here. Also the clock.</param>
/// <param name="Background">Where differences between lists are computed.</param>
public sealed record Schedulers(IScheduler Window, IScheduler Background)
{
    public BindingOptions Binding => new() { BackgroundScheduler = Background };
}
